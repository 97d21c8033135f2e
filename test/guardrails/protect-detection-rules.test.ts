import { protectDetectionRules } from "../../guardrails/protect-detection-rules";
import { under } from "./support";

const AT = "eu-west-1:222222222222";
const decided = under(protectDetectionRules, { names: ["root-login"], "log-groups": ["/acme/trail"] });
const verdict = (action: string, resource: string) =>
  decided({ action, principal: "arn:aws:iam::222222222222:role/anybody", resource });

it.each([
  ["events:PutTargets", `arn:aws:events:${AT}:rule/root-login`],
  ["events:DeleteRule", `arn:aws:events:${AT}:rule/security-bus/root-login`],
  ["sns:SetTopicAttributes", `arn:aws:sns:${AT}:root-login`],
  ["sns:Unsubscribe", `arn:aws:sns:${AT}:root-login:0a1b2c3d-0000-0000-0000-000000000000`],
  ["cloudwatch:PutMetricAlarm", `arn:aws:cloudwatch:${AT}:alarm:root-login`],
  ["logs:DeleteMetricFilter", `arn:aws:logs:${AT}:log-group:/acme/trail:*`],
])("guards what has exactly the name (%s)", (action, resource) => {
  expect(verdict(action, resource)).toBe("denied");
});

it.each([
  ["events:DeleteRule", `arn:aws:events:${AT}:rule/root-login-of-ours`],
  ["events:DeleteRule", `arn:aws:events:${AT}:rule/root-login/ours`],
  ["events:DeleteEventBus", `arn:aws:events:${AT}:event-bus/root-login`],
  ["sns:DeleteTopic", `arn:aws:sns:${AT}:our-root-login`],
  ["cloudwatch:DeleteAlarms", `arn:aws:cloudwatch:${AT}:alarm:root-login2`],
  ["cloudwatch:DeleteDashboards", "arn:aws:cloudwatch::222222222222:dashboard/root-login"],
  ["logs:DeleteMetricFilter", `arn:aws:logs:${AT}:log-group:/acme/trails:*`],
])("leaves what has another (%s on %s)", (action, resource) => {
  expect(verdict(action, resource)).toBe("allowed");
});
