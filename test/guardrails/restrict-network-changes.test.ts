import { restrictNetworkChanges } from "../../guardrails/restrict-network-changes";
import { actionInfo, knownActions } from "../../src/aws-data/actions";
import { under } from "./support";

const decided = under(restrictNetworkChanges);
const denied = knownActions().filter(
  (action) =>
    /^(ec2|networkmanager):/.test(action) &&
    decided({ action, principal: "arn:aws:iam::123456789012:role/anybody" }) === "denied",
);

it("denies nothing that only reads: its wildcards stand for changes alone", () => {
  const readers = denied.filter((action) => /^(List|Read)$/.test(actionInfo(action)!.accessLevel));
  expect(denied.length).toBeGreaterThan(100);
  expect(readers).toEqual([]);
});

it.each(["SecurityGroup", "VpcEndpoint", "Address", "Instance", "FlowLogs"])(
  "leaves %s to those who run the workloads",
  (subject) => {
    expect(denied.filter((action) => action.startsWith("ec2:") && action.includes(subject))).toEqual([]);
  },
);
