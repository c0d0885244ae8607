package io.tenantry.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands: a {@link Verb} is given the session that it works in. */
final class Commands implements IFactory {
    private final Session session;
    private final IFactory others = CommandLine.defaultFactory();

    Commands(Session session) {
        this.session = session;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (!Verb.class.isAssignableFrom(type)) {
            return others.create(type);
        }
        Constructor<K> constructor = type.getDeclaredConstructor(Session.class);
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(session);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
