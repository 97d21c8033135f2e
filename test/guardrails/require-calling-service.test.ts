import { requireCallingService } from "../../guardrails/require-calling-service";
import { requireKmsViaService } from "../../guardrails/require-kms-via-service";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const ACCOUNT = "arn:aws:iam::123456789012";
const CLOUDFORMATION = "cloudformation.amazonaws.com";
const CATALOG = "servicecatalog.amazonaws.com";

it.each([
  ["directly", undefined, "denied"],
  ["through nothing, in so many words", [], "denied"],
  ["through the service", [CLOUDFORMATION], "allowed"],
  ["through it and on", [CLOUDFORMATION, "dynamodb.amazonaws.com"], "allowed"],
  ["through another to it", [CATALOG, CLOUDFORMATION], "allowed"],
  ["through another", [CATALOG], "denied"],
  ["through one of a similar name", [`x.${CLOUDFORMATION}`], "denied"],
])("a request that comes %s", (_, chain, expected) => {
  const decided = under(requireCallingService, { actions: ["ec2:CreateVpc"], services: [CLOUDFORMATION] });
  const context = chain === undefined ? {} : { "aws:CalledVia": chain };
  expect(decided({ action: "ec2:CreateVpc", principal: `${ACCOUNT}:role/dev`, context })).toBe(expected);
  expect(decided({ action: "ec2:DeleteVpc", principal: `${ACCOUNT}:role/dev`, context })).toBe("allowed");
});

it("binds everybody where no role is named", () => {
  const decided = (roles?: string[]) =>
    under(requireCallingService, {
      actions: ["iam:CreateRole"],
      services: [CLOUDFORMATION],
      ...(roles !== undefined && { roles }),
    })({ action: "iam:CreateRole", principal: `${ACCOUNT}:role/cloudformation-execution` });
  expect(decided()).toBe("denied");
  expect(decided(["role/cloudformation-execution"])).toBe("allowed");
  expect(decided(["role/cloudformation"])).toBe("denied");
});

it.each(["cloudformation", "*.amazonaws.com", "cloudformation.example.com"])(
  "knows no service %s",
  (service) => {
    expect(
      compileGuardrail(
        requireCallingService,
        { actions: ["ec2:CreateVpc"], services: [service] },
        EXAMPLE_ORGANIZATION,
      ),
    ).toMatchObject({ problems: [{ path: "services[0]" }] });
  },
);

it.each([
  ["s3.eu-west-1.amazonaws.com", "allowed"],
  ["s3.cn-north-1.amazonaws.com.cn", "allowed"],
  ["s3-outposts.eu-west-1.amazonaws.com", "denied"],
  ["ec2.eu-west-1.amazonaws.com", "denied"],
  [undefined, "denied"],
])("a key is used for S3 through %s: %s", (via, expected) => {
  const decided = under(requireKmsViaService, { services: ["s3"] });
  const context = via === undefined ? {} : { "kms:ViaService": via };
  expect(decided({ action: "kms:Decrypt", principal: `${ACCOUNT}:role/app`, context })).toBe(expected);
});
