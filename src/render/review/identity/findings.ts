import type { Finding } from "../../../findings/finding";
import type { AccessEffect, IdentityReview } from "../../../review/identity/types";
import { listed } from "../../compare";
import type { PathOf } from "../words";
import { endText, NOBODY, names, rowsOf, settingText, verbOf, widens } from "./words";

/** For code scanning: what opens more as warnings, the rest as notes. */
export function identityFindings(identity: IdentityReview | null, pathOf: PathOf): readonly Finding[] {
  const { grants, permissionSets, members, attributes } = identity ?? NOBODY;
  const texts = (effects: readonly AccessEffect[]) =>
    effects.flatMap((effect) => rowsOf(effect).map(([label, text]) => `${label} ${text}`));
  return [
    ...grants.map((grant): Finding => {
      const { direction, principals, permissionSet, accounts, effects } = grant;
      const where = listed(accounts.map(pathOf));
      return {
        code: direction === "gained" ? "access-gained" : "access-lost",
        severity: direction === "gained" ? "warning" : "info",
        path: `identity ${permissionSet} ${names(principals)}`,
        message: [
          `${names(principals)} ${verbOf(direction, principals.length > 1)} ${permissionSet} in ${where}, ${endText(grant)}`,
          ...texts(effects),
        ].join("; "),
      };
    }),
    ...permissionSets.map(
      (set): Finding => ({
        code: widens(set) ? "permission-set-widened" : "permission-set-changed",
        severity: widens(set) ? "warning" : "info",
        path: `identity ${set.permissionSet}`,
        message: [
          `permission set ${set.permissionSet} changes for ${names(set.principals)}`,
          ...set.settings.map(settingText),
          ...texts(set.effects),
        ].join("; "),
      }),
    ),
    ...members.map(
      ({ direction, group, user }): Finding => ({
        code: direction === "gained" ? "member-gained" : "member-lost",
        severity: direction === "gained" ? "warning" : "info",
        path: `identity.members.${group}`,
        message: `user ${user} ${direction === "gained" ? "COMES INTO" : "leaves"} group ${group}`,
      }),
    ),
    ...attributes.map(
      ({ key, before, after }): Finding => ({
        code: "attribute-changed",
        severity: "info",
        path: `identity.attributes.${key}`,
        message: `attribute ${key}: ${before ?? "not set"} -> ${after ?? "not set"}`,
      }),
    ),
  ];
}
