import { metricDetection } from "../src/detections/detection";
import { MOST_FILTER_CHARACTERS } from "../src/detections/match/log-filter";
import { administrator, call, role } from "../src/detections/samples";
import { expectedRegions, unexpectedRegions } from "../src/detections/where";

/** AWS names the kind of policy in the message, and since 2026-01 the policy. */
const refused = (action: string) => ({
  errorCode: "AccessDenied",
  errorMessage:
    `User: arn:aws:sts::123456789012:assumed-role/team/session is not authorized to perform: ${action} with an ` +
    "explicit deny in a service control policy: arn:aws:organizations::111111111111:policy/o-exampleorgid/service_control_policy/p-0123456789",
});

export const noticeRefusedRegions = metricDetection({
  id: "notice-refused-regions",
  title: "A service control policy refuses calls in an unexpected Region",
  severity: "medium",
  why: "Somebody tries what the organization does not do: a mistake in a template, or stolen credentials that look for a Region without watchers. No rule stands in those Regions; the trail has all of them.",
  response:
    "Look up who called, in which account and Region. One role that tries many Regions in a row is to be taken for stolen.",
  references: [],
  filter: (organization) => {
    const refusal = '($.errorMessage = "*explicit deny in a service control policy*")';
    const expected = expectedRegions(organization).map((region) => `($.awsRegion != "${region}")`);
    const byExpected = `{ ${refusal} && ${expected.join(" && ")} }`;
    if (byExpected.length <= MOST_FILTER_CHARACTERS) return byExpected;
    // Where nearly all are approved, naming the others is shorter; a Region that AWS opens later is then not among them.
    const others = unexpectedRegions(organization).map((region) => `($.awsRegion = "${region}")`);
    return others.length === 0 ? null : `{ ${refusal} && (${others.join(" || ")}) }`;
  },
  alarm: { threshold: 1, seconds: 300 },
  samples: (organization) => ({
    noticed: [
      call(organization, "ec2:RunInstances", {
        shows: "a role tries to start instances far away",
        actor: role("team"),
        emitted: "elsewhere",
        more: refused("ec2:RunInstances"),
      }),
      call(organization, "lambda:ListFunctions20150331", {
        shows: "somebody looks around far away",
        actor: administrator,
        emitted: "elsewhere",
        readOnly: true,
        more: refused("lambda:ListFunctions"),
      }),
    ],
    ignored: [
      call(organization, "iam:CreateUser", {
        shows: "another guardrail refuses a user",
        actor: role("team"),
        more: refused("iam:CreateUser"),
      }),
      call(organization, "ec2:RunInstances", {
        shows: "the role's own policy refuses",
        actor: role("team"),
        emitted: "elsewhere",
        more: {
          errorCode: "Client.UnauthorizedOperation",
          errorMessage: "You are not authorized to perform this operation.",
        },
      }),
    ],
  }),
});
