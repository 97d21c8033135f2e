import { clausesOn } from "../../meaning/conditions";
import { ENCRYPTION_HEADERS } from "../../meaning/encryption-headers";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const boolOnEncryptionHeader: LintRule = {
  slug: "bool-on-encryption-header",
  title: "True or false asked of an encryption header",
  severity: "error",
  types: ALL_TYPES,
  why: 'The header names a way to encrypt, AES256 or aws:kms, or a key; it is never "true" or "false". The condition holds for no upload that has the header, so that the statement does not do what it says.',
  fix: "to ask whether the header is there, write Null; to ask what it says, StringEquals or StringNotEquals",
  sources: [
    "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { operator, operatorName, at } of statements.flatMap((one) =>
      clausesOn(one, ...ENCRYPTION_HEADERS),
    )) {
      if (operator.kind !== "compare" || operator.comparison !== "bool") continue;
      yield { at, on: "key", message: `${operatorName} never matches the name of an algorithm or a key` };
    }
  },
};
