import { Provider } from "@pulumi/aws/provider";
import { Config } from "@pulumi/pulumi";
import type { Plan } from "../../../src/plan/types";
import { Guardrails } from "../../../src/pulumi/guardrails";

// The component on its own, with a plan made by hand.
const config = new Config("test");
new Guardrails(
  "guardrails",
  { plan: config.requireObject<Plan>("plan"), phase: config.getNumber("phase") ?? 1 },
  { provider: new Provider("organizations", { region: "us-east-1" }) },
);
