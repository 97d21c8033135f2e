import type { PolicyDocument, Statement } from "../../policy/document";

export function policy(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** Leaves a key to the policies of its account: without it, nobody could ever change the key again. */
export function administration(accountRoot: string): Statement {
  return {
    Sid: "Administration",
    Effect: "Allow",
    Principal: { AWS: accountRoot },
    Action: "kms:*",
    Resource: "*",
  };
}
