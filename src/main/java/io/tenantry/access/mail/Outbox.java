package io.tenantry.access.mail;

import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Where mails are put; each method joins the caller's transaction. */
@ApplicationScoped
public class Outbox {
    private final Mails mails;
    private final Postman postman;
    private final ControlPlane controlPlane;

    Outbox(Mails mails, Postman postman, ControlPlane controlPlane) {
        this.mails = mails;
        this.postman = postman;
        this.controlPlane = controlPlane;
    }

    /** Has a mail sent once the transaction is committed. */
    public void put(Handle handle, Mailing mailing) {
        put(handle, List.of(mailing));
    }

    /** Has mails sent once the transaction is committed. */
    public void put(Handle handle, List<Mailing> mailings) {
        mails.insert(handle, mailings, controlPlane.now());
        handle.afterCommit(postman::wake);
    }

    /** Takes mails back that belong to something and are not sent yet. */
    public void withdraw(Handle handle, String about) {
        mails.withdraw(handle, about);
    }
}
