import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, type PlainSettings, settledEffects } from "../src/catalogue/settled";

const resourceTypes = z.array(
  z.string().regex(/^[a-z0-9-]+:(ALL_SUPPORTED|[A-Za-z0-9/_-]+)$/, "SERVICE:TYPE or SERVICE:ALL_SUPPORTED"),
);

const tag = z.strictObject({
  key: z
    .string()
    .min(1)
    .max(128)
    .refine((key) => !key.startsWith("@@"), "a tag key"),
  values: z
    .array(
      z
        .string()
        .max(256)
        .refine((value) => value.split("*").length <= 2, "a value with one * at most"),
    )
    .min(1, "at least one value")
    .optional(),
  "enforced-for": resourceTypes.default([]),
  "reported-for": resourceTypes.default([]),
});

type Tag = z.infer<typeof tag>;

function settingsOf(tags: readonly Tag[], say: (tag: Tag) => Tag = (each) => each): PlainSettings {
  const entries = tags.map((written) => {
    const { key, values, "enforced-for": enforced, "reported-for": reported } = say(written);
    return [
      key,
      {
        tag_key: key,
        ...(values !== undefined && { tag_value: values }),
        ...(enforced.length > 0 && { enforced_for: enforced }),
        ...(reported.length > 0 && { report_required_tag_for: reported }),
      },
    ];
  });
  return { tags: Object.fromEntries(entries) };
}

/** The same keys in another spelling, with other values. */
function another({ key, values, ...rest }: Tag): Tag {
  const spelled = key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase();
  return { key: spelled, ...(values !== undefined && { values: ["*"] }), ...rest };
}

export const requireTagKeys = managementGuardrail({
  id: "require-tag-keys",
  type: "TAG_POLICY",
  theme: "cost",
  title: "Tags in one spelling, with known values",
  rationale:
    "Costs, backups and access by tag go wrong where one account writes CostCenter and the next costcenter. The keys " +
    "have one spelling and, where you say so, a list of values; resources that break it are reported, or refused.",
  references: [],
  parameters: z.strictObject({
    tags: z
      .array(tag)
      .min(1, "at least one tag")
      .refine(
        (tags) => new Set(tags.map(({ key }) => key.toLowerCase())).size === tags.length,
        "each key once",
      )
      .describe(
        "each with its key as it is to be spelled, the values that it may have (any when left out), enforced-for " +
          "(resource types whose noncompliant tagging is refused) and reported-for (those reported when they lack it)",
      ),
    "changes-below": changesBelow,
  }),
  example: {
    tags: [
      {
        key: "CostCenter",
        values: ["1*", "2*"],
        "enforced-for": ["ec2:instance"],
        "reported-for": ["ec2:instance"],
      },
      { key: "Owner", "enforced-for": [], "reported-for": [] },
    ],
    "changes-below": "denied",
  },
  content: (parameters) => assigned(settingsOf(parameters.tags), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(
      settingsOf(parameters.tags),
      settingsOf(parameters.tags, another),
      parameters["changes-below"],
    ),
});
