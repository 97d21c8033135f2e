import { denyServiceSpecificCredentials } from "../../guardrails/deny-service-specific-credentials";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const ALICE = "arn:aws:iam::123456789012:user/alice";
const ask = (action: string, service?: string) => ({
  action: `iam:${action}`,
  principal: ALICE,
  resource: ALICE,
  ...(service !== undefined && { context: { "iam:ServiceSpecificCredentialServiceName": service } }),
});

it("lets one service have them, its SSH keys included", () => {
  const decided = under(denyServiceSpecificCredentials, { except: ["codecommit.amazonaws.com"] });
  expect(decided(ask("CreateServiceSpecificCredential", "codecommit.amazonaws.com"))).toBe("allowed");
  expect(decided(ask("ResetServiceSpecificCredential", "codecommit.amazonaws.com"))).toBe("allowed");
  expect(decided(ask("UploadSSHPublicKey"))).toBe("allowed");
  expect(decided(ask("CreateServiceSpecificCredential", "bedrock.amazonaws.com"))).toBe("denied");
  expect(decided(ask("CreateServiceSpecificCredential"))).toBe("denied");
});

it("denies SSH keys where CodeCommit is not the one", () => {
  const decided = under(denyServiceSpecificCredentials, { except: ["bedrock.amazonaws.com"] });
  expect(decided(ask("CreateServiceSpecificCredential", "bedrock.amazonaws.com"))).toBe("allowed");
  expect(decided(ask("UploadSSHPublicKey"))).toBe("denied");
});

it.each(["codecommit", "CodeCommit.amazonaws.com", "*.amazonaws.com"])("knows no service %s", (service) => {
  expect(
    compileGuardrail(denyServiceSpecificCredentials, { except: [service] }, EXAMPLE_ORGANIZATION),
  ).toMatchObject({ problems: [{ path: "except[0]" }] });
});
