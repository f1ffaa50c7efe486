package dev.darkroom.web;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModelException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * How the templates of {@code web} are read. All are {@code .ftlh}: FreeMarker escapes whatever they show for
 * HTML. A route names them without {@code classpath:}, for with it camel-freemarker would read them by a configuration
 * of its own, which escapes nothing.
 */
final class Templates {

    private Templates() {
    }

    static Configuration configuration(Map<String, ?> shared) throws TemplateModelException {
        var version = Configuration.VERSION_2_3_34;
        var templates = new Configuration(version);
        templates.setTemplateLoader(new ClassTemplateLoader(Templates.class, "/web"));
        templates.setObjectWrapper(new DefaultObjectWrapperBuilder(version).build());
        templates.setLocalizedLookup(false);
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setURLEscapingCharset(StandardCharsets.UTF_8.name());
        templates.setLocale(Locale.ENGLISH);
        templates.setTimeZone(TimeZone.getTimeZone("UTC"));
        templates.setNumberFormat("computer");
        templates.setBooleanFormat("c");
        templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        // half a page is no page
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        for (var variable : shared.entrySet()) {
            templates.setSharedVariable(variable.getKey(), variable.getValue());
        }
        return templates;
    }
}
