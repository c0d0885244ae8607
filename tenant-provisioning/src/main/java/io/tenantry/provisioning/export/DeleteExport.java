package io.tenantry.provisioning.export;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;

/** Removes what is stored of an export, and then the export from the books, unless it expired. */
final class DeleteExport implements Step<ExportWish> {
    static final String NAME = "delete-export";

    private final ExportStore store;

    DeleteExport(ExportStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<ExportWish> context) {
        String export = context.input().export();
        store.remove(context.tenant(), export);
        context.alongside(handle -> ExportRows.deleteUnlessExpired(handle, export));
    }

    /** There is no way back. */
    @Override
    public void undo(StepContext<ExportWish> context) {}
}
