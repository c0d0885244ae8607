package io.tenantry.provisioning.changelog;

import java.sql.SQLException;
import java.sql.Statement;
import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.DatabaseException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/** A change that SQL text does not tell of. Public because Liquibase instantiates it. */
public final class ChangeByCode implements CustomTaskChange {
    @Override
    public void execute(Database database) throws CustomChangeException {
        try (Statement statement = ((JdbcConnection) database.getConnection()).createStatement()) {
            statement.execute("CREATE TABLE made_by_code (id INT NOT NULL PRIMARY KEY)");
        } catch (SQLException | DatabaseException e) {
            throw new CustomChangeException(e);
        }
    }

    @Override
    public String getConfirmationMessage() {
        return "made by code";
    }

    @Override
    public void setUp() {}

    @Override
    public void setFileOpener(ResourceAccessor resourceAccessor) {}

    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}
