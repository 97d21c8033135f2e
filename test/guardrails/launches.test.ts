import { denyPublicIp } from "../../guardrails/deny-public-ip";
import { requireEbsEncryption } from "../../guardrails/require-ebs-encryption";
import { requireImdsv2 } from "../../guardrails/require-imdsv2";
import { restrictImageOwners } from "../../guardrails/restrict-image-owners";
import { actionInfo } from "../../src/aws-data/actions";
import { under } from "./support";

const PRINCIPAL = "arn:aws:iam::123456789012:role/anybody";

/** A launch is judged once for each of these: the types that AWS documents for ec2:RunInstances, with an ARN of each. */
const RESOURCES = actionInfo("ec2:RunInstances")!.resources.map(
  ({ type, arns }) => [type, arns[0]!.replace("${Partition}", "aws").replaceAll(/\$\{\w+\}/g, "x")] as const,
);

const GUARDRAILS = [
  [requireEbsEncryption, "volume", { "ec2:Encrypted": "false" }],
  [requireImdsv2, "instance", { "ec2:MetadataHttpTokens": "optional" }],
  [restrictImageOwners, "image", { "ec2:Owner": "999988887777" }],
  [denyPublicIp, "network-interface", { "ec2:AssociatePublicIpAddress": "true" }],
] as const;

it("knows the resources of a launch", () => {
  expect(RESOURCES.map(([type]) => type)).toEqual(
    expect.arrayContaining(["image", "instance", "network-interface", "subnet", "volume"]),
  );
});

describe.each(GUARDRAILS.map((row) => [row[0].id, ...row] as const))("%s", (_, guardrail, meant, context) => {
  const decided = under(guardrail);
  const launch = (resource: string, carried: Readonly<Record<string, string>> = {}) =>
    decided({ action: "ec2:RunInstances", principal: PRINCIPAL, resource, context: carried });

  it.each(RESOURCES.filter(([type]) => type !== meant))(
    `judges a launch by its ${meant}, not by its %s`,
    (_type, arn) => {
      expect(launch(arn)).toBe("allowed");
      expect(launch(arn, context)).toBe("allowed");
    },
  );

  it.each(RESOURCES.filter(([type]) => type === meant))("judges a launch by its %s", (_type, arn) => {
    expect(launch(arn, context)).toBe("denied");
  });
});
