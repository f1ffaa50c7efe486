package dev.darkroom.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SimpleDocTreeVisitor;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** What the documentation comments of classes say, as Markdown. */
final class SourceDocs {

    private static final Path SOURCES = Path.of("src/main/java");

    /**
     * The comment of a class.
     *
     * @param text       without its tags
     * @param components of a record, by their names
     */
    record Comment(String text, Map<String, String> components) {
    }

    private SourceDocs() {
    }

    /** Where a class is written, seen from the root of the project. */
    static Path file(Class<?> type) {
        return SOURCES.resolve(type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java");
    }

    /** Nothing when it is not one of Darkroom's, or has no comment. */
    static Optional<Comment> of(Class<?> type) {
        if (!Files.exists(file(type))) {
            return Optional.empty();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjects(file(type)));
            var search = new Search(type, DocTrees.instance(task));
            search.scan(task.parse(), null);
            return Optional.ofNullable(search.found).map(comment -> comment(comment, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Comment comment(DocCommentTree comment, Class<?> type) {
        var markdown = new Markdown(type);
        var components = new LinkedHashMap<String, String>();
        for (var tag : comment.getBlockTags()) {
            if (tag instanceof ParamTree parameter) {
                components.put(parameter.getName().toString(), markdown.of(parameter.getDescription()));
            }
        }
        return new Comment(markdown.of(comment.getFullBody()), components);
    }

    /** Looks for one class in its file. */
    private static final class Search extends TreePathScanner<Void, Void> {

        private final String[] wanted;
        private final DocTrees trees;
        private int depth;
        private DocCommentTree found;

        Search(Class<?> type, DocTrees trees) {
            wanted = type.getName().replaceFirst(".*\\.", "").split("\\$");
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            if (depth < wanted.length && tree.getSimpleName().contentEquals(wanted[depth])) {
                depth++;
                if (depth == wanted.length) {
                    found = trees.getDocCommentTree(getCurrentPath());
                }
                super.visitClass(tree, nothing);
            }
            return null;
        }
    }

    /** Writes the parts of a comment. HTML that Markdown has too stays as it is. */
    private static final class Markdown extends SimpleDocTreeVisitor<String, Void> {

        private final Class<?> type;

        Markdown(Class<?> type) {
            this.type = type;
        }

        String of(List<? extends DocTree> parts) {
            return parts.stream().map(part -> visit(part, null)).collect(Collectors.joining())
                    .replaceAll(" +\n", "\n").strip();
        }

        @Override
        public String visitText(TextTree text, Void nothing) {
            return text.getBody().replaceAll("\\s+", " ");
        }

        @Override
        public String visitLiteral(LiteralTree literal, Void nothing) {
            var text = literal.getBody().getBody().strip().replaceAll("\\s+", " ");
            return literal.getKind() == DocTree.Kind.CODE ? "`" + text + "`" : text;
        }

        @Override
        public String visitLink(LinkTree link, Void nothing) {
            return link.getLabel().isEmpty()
                    ? "`" + link.getReference().getSignature().replaceFirst(".*[.#]", "") + "`"
                    : of(link.getLabel());
        }

        @Override
        public String visitValue(ValueTree value, Void nothing) {
            try {
                var constant = type.getDeclaredField(value.getReference().getSignature().substring(1));
                constant.setAccessible(true);
                return String.valueOf(constant.get(null));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("No such constant: " + value, e);
            }
        }

        @Override
        public String visitStartElement(StartElementTree element, Void nothing) {
            return switch (element.getName().toString()) {
                case "p" -> "\n\n";
                case "li" -> "\n- ";
                case "ul", "ol" -> "\n";
                default -> element.toString();
            };
        }

        @Override
        public String visitEntity(EntityTree entity, Void nothing) {
            return entity.toString();
        }

        @Override
        protected String defaultAction(DocTree other, Void nothing) {
            return other.toString().matches("</(p|li|ul|ol)>") ? "" : other.toString();
        }
    }
}
