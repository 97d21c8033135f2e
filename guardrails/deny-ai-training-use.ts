import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import type { ManagementDocument } from "../src/policy/management/document";

const CLOSED = { "@@operators_allowed_for_child_policies": ["@@none"] };
const OUT = { "@@assign": "optOut", ...CLOSED };

const choice = (service: string, choice: "optOut" | "optIn"): ManagementDocument => ({
  services: { [service]: { opt_out_policy: { "@@assign": choice } } },
});

export const denyAiTrainingUse = managementGuardrail({
  id: "deny-ai-training-use",
  type: "AISERVICES_OPT_OUT_POLICY",
  theme: "ai",
  title: "No use of our content to train AWS's AI services",
  rationale:
    "Some AI services of AWS store what they process and use it to improve themselves, in other Regions too, unless an " +
    "organization opts out. This opts out of all of them, and of those to come.",
  references: [],
  parameters: z.strictObject({
    "opting-in-below": z
      .enum(["denied", "allowed"])
      .default("denied")
      .describe("whether policies on units and accounts below may opt in to single services again"),
  }),
  content: (parameters) => ({
    services: {
      ...(parameters["opting-in-below"] === "denied" && CLOSED),
      default: { ...CLOSED, opt_out_policy: OUT },
    },
  }),
  effects: (parameters) => {
    const out = { default: { opt_out_policy: "optOut" } };
    const isClosed = parameters["opting-in-below"] === "denied";
    return [
      { shows: "An account has opted out of all services", effective: { services: out } },
      {
        shows: "A policy below cannot opt in to all services",
        below: [choice("default", "optIn")],
        effective: { services: out },
      },
      {
        shows: isClosed
          ? "A policy below cannot opt in to one service"
          : "A policy below can opt in to one service",
        below: [choice("lex", "optIn")],
        effective: { services: isClosed ? out : { ...out, lex: { opt_out_policy: "optIn" } } },
      },
      {
        shows: "A policy above that opts in gives way",
        above: [choice("default", "optIn")],
        effective: { services: out },
      },
    ];
  },
});
