import { explain } from "../../src/aws/errors";

const failure = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

test("a missing right is named as the IAM action to grant", () => {
  const { message } = explain(
    "ListPolicies",
    failure("AccessDeniedException", "You don't have permissions."),
  );
  expect(message).toContain("grant organizations:ListPolicies");
  expect(message).toContain("AWS says: You don't have permissions.");
});

test("what AWS says cannot steer the terminal", () => {
  const { message } = explain("ListPolicies", failure("AccessDeniedException", "\u001b[2J\u202enever"));
  expect(message).toContain("\\u{1b}[2J\\u{202e}never");
});

test.each([
  "IncompleteSignature",
  "InvalidSignatureException",
  "UnrecognizedClientException",
  "ExpiredTokenException",
])("nothing of a refused signature is repeated: %s", (name) => {
  const header = "Authorization header: 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/...'";
  const { message } = explain("ListRoots", failure(name, header));
  expect(message).toBe(`AWS does not accept the credentials (${name}): sign in again`);
});

test.each([
  ["CredentialsProviderError", {}, "no AWS credentials were found"],
  ["AWSOrganizationsNotInUseException", {}, "in no organization"],
  ["PolicyNotFoundException", {}, "the organization changed while it was read"],
  ["Error", { code: "ENOTFOUND" }, "AWS cannot be reached for ListRoots: ENOTFOUND"],
  [
    "ConstraintViolationException",
    { Reason: "SERVICE_ACCESS_NOT_ENABLED" },
    "ConstraintViolationException, SERVICE_ACCESS_NOT_ENABLED",
  ],
])("%s", (name, more, expected) => {
  expect(explain("ListRoots", failure(name, "", more)).message).toContain(expected);
});

test("an error that was explained already stays", () => {
  const once = explain("ListRoots", failure("ServiceException", ""));
  expect(explain("ListPolicies", once)).toBe(once);
});
