import { requireInstanceRoles } from "../../guardrails/require-instance-roles";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const ACCOUNT = "arn:aws:iam::123456789012";
const ISSUED = {
  "ec2:RoleDelivery": "2.0",
  "ec2:SourceInstanceARN": "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
  "aws:Ec2InstanceSourceVpc": "vpc-1",
  "aws:Ec2InstanceSourcePrivateIPv4": "10.0.0.17",
  "aws:ViaAWSService": "false",
};

/** Where a request with an instance's credentials comes from, and what each setting says of it. */
const ORIGINS = [
  ["the instance", { "aws:SourceVpc": "vpc-1", "aws:VpcSourceIp": "10.0.0.17" }, "allowed", "allowed"],
  [
    "another machine of its VPC",
    { "aws:SourceVpc": "vpc-1", "aws:VpcSourceIp": "10.0.0.18" },
    "allowed",
    "denied",
  ],
  [
    "its address in another VPC",
    { "aws:SourceVpc": "vpc-2", "aws:VpcSourceIp": "10.0.0.17" },
    "denied",
    "denied",
  ],
  ["the internet", { "aws:SourceIp": "198.51.100.7" }, "denied", "denied"],
  ["the NAT gateway", { "aws:SourceIp": "203.0.113.10" }, "allowed", "allowed"],
  ["a service on its behalf", { "aws:ViaAWSService": "true" }, "allowed", "allowed"],
] as const;

describe.each(ORIGINS)("from %s", (_, origin, inVpc, onInstance) => {
  it.each([
    ["anywhere", "allowed"],
    ["vpc", inVpc],
    ["instance", onInstance],
  ] as const)("with from: %s", (from, expected) => {
    const ranges = from === "anywhere" ? {} : { "ip-ranges": ["203.0.113.8/30"] };
    const decided = under(requireInstanceRoles, { from, ...ranges });
    const ask = (principal: string, action = "s3:GetObject") =>
      decided({ action, principal: `${ACCOUNT}:${principal}`, context: { ...ISSUED, ...origin } });
    expect(ask("role/app")).toBe(expected);
    expect(ask("role/aws:ec2-infrastructure")).toBe("allowed");
    expect(ask("role/app", "kafka-cluster:WriteData")).toBe("allowed");
  });
});

it("asks nothing of credentials that are no instance's", () => {
  const decided = under(requireInstanceRoles, { from: "instance" });
  for (const name of ["role/app", "user/alice", "root"]) {
    const context = { "aws:SourceIp": "198.51.100.7", "aws:ViaAWSService": "false" };
    expect(decided({ action: "s3:GetObject", principal: `${ACCOUNT}:${name}`, context })).toBe("allowed");
  }
});

it.each([
  ["1.0", "denied"],
  ["2.0", "allowed"],
  ["3.0", "allowed"],
])("delivery by version %s is %s, whoever passes the request on", (version, expected) => {
  const decided = under(requireInstanceRoles, {});
  for (const via of ["true", "false"]) {
    const context = { ...ISSUED, "ec2:RoleDelivery": version, "aws:ViaAWSService": via };
    expect(decided({ action: "kms:Decrypt", principal: `${ACCOUNT}:role/app`, context })).toBe(expected);
  }
});

it("lets instances be launched without a role where that is wanted", () => {
  const launch = {
    action: "ec2:RunInstances",
    principal: `${ACCOUNT}:role/developer`,
    resource: "arn:aws:ec2:eu-west-1:123456789012:instance/*",
  };
  expect(under(requireInstanceRoles, {})(launch)).toBe("denied");
  expect(under(requireInstanceRoles, { launches: false })(launch)).toBe("allowed");
});

it.each([
  [{ from: "vpc", "ip-ranges": ["10.0.0.0/16"] }, "ip-ranges[0]"],
  [{ from: "vpc", "ip-ranges": ["192.168.1.1"] }, "ip-ranges[0]"],
  [{ from: "vpc", "ip-ranges": ["0.0.0.0/0"] }, "ip-ranges[0]"],
  [{ from: "vpc", "ip-ranges": ["fd00::/8"] }, "ip-ranges[0]"],
  [{ from: "vpc", "ip-ranges": ["nat"] }, "ip-ranges[0]"],
  [{ "ip-ranges": ["203.0.113.10/32"] }, "ip-ranges"],
  [{ from: "subnet" }, "from"],
])("takes no %j", (written, path) => {
  expect(compileGuardrail(requireInstanceRoles, written, EXAMPLE_ORGANIZATION)).toMatchObject({
    problems: [{ path }],
  });
});
