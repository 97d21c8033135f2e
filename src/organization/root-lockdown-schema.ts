import type { z } from "zod";
import { expires, filled, list, section } from "./schema-parts";

const keptRoot = section(
  {
    account: filled("an account's name, path or id", "The account whose root user keeps its credentials"),
    reason: filled("why root keeps its credentials", "Why root keeps its credentials there"),
    expires: expires("The first moment from which `root lockdown` deletes them"),
  },
  "An account whose root user keeps its credentials for a while",
);

/** The section root-lockdown of organization.yaml. */
export const rootLockdownSection = section(
  {
    "keep-root-credentials": list(
      keptRoot,
      "at least one account",
      "Accounts that `root lockdown` leaves alone",
    ).optional(),
  },
  "What is wanted of the root users of member accounts",
);

export type RootLockdownSection = z.output<typeof rootLockdownSection>;
