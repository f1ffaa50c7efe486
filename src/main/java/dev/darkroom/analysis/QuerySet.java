package dev.darkroom.analysis;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * What a query found: stored results, in the order in which the front end lists them (newest first). They lie in a
 * temporary file, so that a set of any size takes no more memory than one of its members; it can be iterated over as
 * often as one likes.
 */
public final class QuerySet implements Iterable<QuerySet.Member>, AutoCloseable {

    /**
     * One stored result.
     *
     * @param imageId the photograph it was made of
     * @param userId  whose it is
     * @param s3Key   where it is stored, in the output bucket
     * @param content its bytes
     */
    public record Member(long imageId, long userId, String s3Key, byte[] content) {
    }

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final DataOutputStream out;
    private long size;

    /** An empty set. */
    public QuerySet() {
        try {
            file = Files.createTempFile("darkroom-query-", ".set");
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a member behind those that are there. */
    public void add(Member member) {
        try {
            out.writeLong(member.imageId());
            out.writeLong(member.userId());
            out.writeUTF(member.s3Key());
            out.writeInt(member.content().length);
            out.write(member.content());
            size++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts members behind those that are there, in their order. */
    public void addAll(Iterable<Member> members) {
        members.forEach(this::add);
    }

    /** How many members it has. */
    public long size() {
        return size;
    }

    /** Reads the members one after the other. */
    @Override
    public Iterator<Member> iterator() {
        try {
            out.flush();
            return new Reading(new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the file. */
    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One way through the file; it is closed behind the last member. */
    private final class Reading implements Iterator<Member> {

        private final DataInputStream in;
        private final long members = size;
        private long read;

        Reading(DataInputStream in) {
            this.in = in;
            closeAtTheEnd();
        }

        @Override
        public boolean hasNext() {
            return read < members;
        }

        @Override
        public Member next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                var member = new Member(in.readLong(), in.readLong(), in.readUTF(), in.readNBytes(in.readInt()));
                read++;
                closeAtTheEnd();
                return member;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void closeAtTheEnd() {
            if (!hasNext()) {
                try {
                    in.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
