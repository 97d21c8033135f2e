import { matching } from "../src/catalogue/examples";
import { detection } from "../src/detections/detection";
import { API_CALL } from "../src/detections/patterns";
import { administrator, call, user } from "../src/detections/samples";

export const noticeBreakGlass = detection({
  id: "notice-break-glass",
  title: "A break-glass role is used",
  severity: "critical",
  why: "These roles are for the day on which nothing else works. Each use is an emergency, a drill, or an intrusion.",
  response:
    "Ask who it is and which emergency. End the session if nobody answers, and write down what was done.",
  references: [],
  accounts: "every",
  emitted: "every",
  readOnly: true,
  pattern: ({ breakGlass }) => {
    const roles = breakGlass.map((role) => role.replaceAll(/[*?]+/g, "*"));
    if (roles.length === 0) return null;
    return {
      source: ["aws.sts"],
      "detail-type": [API_CALL],
      detail: {
        eventName: [{ prefix: "AssumeRole" }],
        errorCode: [{ exists: false }],
        requestParameters: { roleArn: roles.map((wildcard) => ({ wildcard })) },
      },
    };
  },
  samples: (organization) => {
    const role = matching(organization.breakGlass[0] ?? "arn:aws:iam::*:role/break-glass");
    const taken = { requestParameters: { roleArn: role, roleSessionName: "incident-42" } };
    return {
      noticed: [
        call(organization, "sts:AssumeRole", {
          shows: "a user takes the role",
          actor: user,
          emitted: "every",
          readOnly: true,
          more: taken,
        }),
        call(organization, "sts:AssumeRoleWithSAML", {
          shows: "somebody comes to the role through the identity provider",
          actor: () => ({ type: "SAMLUser", userName: "anaya@example.com" }),
          emitted: "every",
          readOnly: true,
          more: taken,
        }),
      ],
      ignored: [
        call(organization, "sts:GetAccessKeyInfo", {
          shows: "a call that takes no role",
          actor: user,
          emitted: "every",
          readOnly: true,
          more: taken,
        }),
        call(organization, "sts:AssumeRole", {
          shows: "somebody is refused the role",
          actor: user,
          emitted: "every",
          readOnly: true,
          more: { ...taken, errorCode: "AccessDenied" },
        }),
        call(organization, "sts:AssumeRole", {
          shows: "another role is taken",
          actor: administrator,
          emitted: "every",
          readOnly: true,
          more: { requestParameters: { roleArn: `${role}-not`, roleSessionName: "work" } },
        }),
      ],
    };
  },
});
