import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { arnPattern, policyNames, roleNames } from "../../src/catalogue/names";

it.each([
  "role/admin",
  "role/team/admin-*",
  "arn:aws:iam::123456789012:role/admin",
  "arn:aws-us-gov:iam::*:role/a?min",
  "arn:*:iam::*:role/admin",
])("takes the role %s", (name) => {
  expect(roleNames.safeParse([name]).success).toBe(true);
});

it.each([
  "admin",
  "role/",
  "role",
  "user/admin",
  "root",
  "role/a b",
  "role/${aws:username}",
  "arn:aws:iam::1234:role/admin",
  "arn:aws:sts::123456789012:assumed-role/admin/x",
  "arn:aws:iam::123456789012:role/a:b",
  " role/admin",
])("takes no role %p", (name) => {
  expect(roleNames.safeParse([name]).error?.issues[0]).toMatchObject({
    path: [0],
    message: expect.stringContaining("role/NAME"),
  });
});

it("takes policies of accounts and of AWS", () => {
  const policies = ["policy/boundary", "arn:aws:iam::aws:policy/AdministratorAccess"];
  expect(policyNames.safeParse(policies).success).toBe(true);
  expect(policyNames.safeParse(["role/admin"]).success).toBe(false);
  expect(policyNames.safeParse([]).success).toBe(false);
});

it("a name without an account is meant in every account of the organization's partition", () => {
  const inChina = { ...EXAMPLE_ORGANIZATION, partition: "aws-cn" as const };
  expect(arnPattern("role/x", EXAMPLE_ORGANIZATION)).toBe("arn:aws:iam::*:role/x");
  expect(arnPattern("policy/x", inChina)).toBe("arn:aws-cn:iam::*:policy/x");
  expect(arnPattern("arn:aws:iam::123456789012:role/x", inChina)).toBe("arn:aws:iam::123456789012:role/x");
});
