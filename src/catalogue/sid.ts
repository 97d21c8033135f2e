import type { Statement } from "../policy/document";

/**
 * The slug in PascalCase: "deny-root-user" gives "DenyRootUser". A Sid is letters and digits only.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html,
 * read 2026-11.
 */
export function sidPrefix(slug: string): string {
  return slug
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** Final Sids: the prefix and the statement's own suffix; a number where several statements have no suffix. */
export function withSids(slug: string, statements: readonly Statement[]): readonly Statement[] {
  const prefix = sidPrefix(slug);
  const numbered = statements.filter(({ Sid }) => Sid === undefined).length > 1;
  let number = 0;
  return statements.map((statement) => {
    if (statement.Sid !== undefined) return { ...statement, Sid: prefix + statement.Sid };
    number++;
    return { ...statement, Sid: numbered ? prefix + number : prefix };
  });
}
