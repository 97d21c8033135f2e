import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";
import type { JsonObject } from "../src/policy/management/document";

const order = z.enum(["first", "second", "last"]);

type Wave = z.infer<typeof order>;

interface Parameters {
  readonly order: Wave;
  readonly tags: readonly {
    readonly key: string;
    readonly value: string;
    readonly order: Wave;
  }[];
}

function settings({ order: everything, tags }: Parameters): JsonObject {
  const keys = [...new Set(tags.map(({ key }) => key))];
  const valuesOf = (key: string) =>
    tags.filter((tag) => tag.key === key).map((tag) => [tag.value, { patch_order: tag.order }]);
  return {
    upgrade_rollout: {
      default: { patch_order: everything },
      ...(keys.length > 0 && {
        tags: Object.fromEntries(keys.map((key) => [key, { tag_values: Object.fromEntries(valuesOf(key)) }])),
      }),
    },
  };
}

const lower = ({ key, value }: { readonly key: string; readonly value: string }) =>
  JSON.stringify([key.toLowerCase(), value.toLowerCase()]);

export const restrictUpgradeOrder = managementGuardrail({
  id: "restrict-upgrade-order",
  type: "UPGRADE_ROLLOUT_POLICY",
  theme: "services",
  title: "Automatic upgrades reach production last",
  rationale:
    "AWS upgrades minor versions of databases by itself, in three waves some time apart. What is attached to production " +
    "says last and what is attached to test says first, so that a bad version shows where it does no harm.",
  references: [],
  parameters: z.strictObject({
    order: order.default("last").describe("the wave of everything below that no tag says otherwise of"),
    tags: z
      .array(
        z.strictObject({
          key: z
            .string()
            .min(1)
            .max(128)
            .refine((key) => !key.startsWith("@@"), "a tag key"),
          value: z
            .string()
            .max(256)
            .refine((value) => !value.startsWith("@@"), "a tag value"),
          order,
        }),
      )
      .refine((tags) => new Set(tags.map(lower)).size === tags.length, "each key and value once")
      .default([])
      .describe("waves by tag: key, value and order"),
    "changes-below": changesBelow,
  }),
  content: (parameters) => assigned(settings(parameters), parameters["changes-below"]),
  effects: (parameters) => {
    const another = (wave: Wave): Wave => (wave === "first" ? "second" : "first");
    const other = {
      order: another(parameters.order),
      tags: parameters.tags.map((tag) => ({ ...tag, order: another(tag.order) })),
    };
    return settledEffects(settings(parameters), settings(other), parameters["changes-below"]);
  },
});
