import { administrator } from "../../permission-sets/administrator";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { decide } from "../../src/evaluate/reference";
import type { PolicyDocument } from "../../src/policy/document";

function under(networks: readonly string[]) {
  const parameters = administrator.parameters.parse({ networks });
  const { inlineStatements } = administrator.content(parameters, EXAMPLE_ORGANIZATION);
  const everything: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  };
  const inline: PolicyDocument = { Version: "2012-10-17", Statement: inlineStatements };
  return (context: Readonly<Record<string, string>>) =>
    decide([[everything, inline]], { action: "ec2:RunInstances", context }).verdict;
}

test("a set may ask for a network: other addresses, and none at all, are denied", () => {
  const verdict = under(["203.0.113.0/24", "2001:db8::/32"]);
  expect(verdict({ "aws:SourceIp": "203.0.113.9" })).toBe("allowed");
  expect(verdict({ "aws:SourceIp": "2001:db8::1" })).toBe("allowed");
  expect(verdict({ "aws:SourceIp": "198.51.100.1" })).toBe("denied");
  expect(verdict({})).toBe("denied");
});

test("what a service does on the user's behalf is not asked for it", () => {
  expect(under(["203.0.113.0/24"])({ "aws:SourceIp": "198.51.100.1", "aws:ViaAWSService": "true" })).toBe(
    "allowed",
  );
});

test("without networks a session may come from anywhere", () => {
  expect(under([])({ "aws:SourceIp": "198.51.100.1" })).toBe("allowed");
});

test.each(["office", "203.0.113.0/33", "0.0.0.0/0"])("%s is refused", (network) => {
  expect(administrator.parameters.safeParse({ networks: [network] }).success).toBe(false);
});
