import { allowOwnStyles } from "./nonce";

allowOwnStyles();
// Only now: some of what is below adds styles while it is loaded.
void import("./start");
