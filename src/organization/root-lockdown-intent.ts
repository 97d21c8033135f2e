import { parseExpires } from "./expires";
import type { RootLockdownIntent } from "./intent";
import type { RootLockdownSection } from "./root-lockdown-schema";
import type { Located } from "./yaml/located";

/** What organization.yaml says of root users, after every check of its form. */
export function toRootLockdown(section: RootLockdownSection, located: Located): RootLockdownIntent {
  return {
    keepRootCredentials: (section["keep-root-credentials"] ?? []).map(
      ({ account, reason, expires }, index) => ({
        account,
        reason,
        expires: parseExpires(expires)!,
        place: located.place(["root-lockdown", "keep-root-credentials", index]),
      }),
    ),
  };
}
