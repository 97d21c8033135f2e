import { z } from "zod";
import { SEVERITIES } from "./detection";

const REGION = /^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$/;

/** The slug of a detection; which slugs there are is the catalogue's to say. */
export const detectionSlugSchema = z
  .string("the slug of a detection")
  .regex(/^notice-[a-z0-9-]+$/, "the slug of a detection, such as notice-root-sign-in")
  .describe("A detection");

const from = z
  .enum(SEVERITIES, "critical, high, medium or low")
  .default("high")
  .describe("The lowest severity that is told here; high when left out");

const subscriber = z.union(
  [
    z.strictObject({ email: z.email("an e-mail address").describe("Who gets mail"), from }),
    z.strictObject({
      chat: z
        .string("the ARN of a chat configuration")
        .regex(
          /^arn:aws:chatbot::[0-9]{12}:chat-configuration\/[A-Za-z0-9/_-]+$/,
          "the ARN of a chat configuration",
        )
        .describe("A channel that Amazon Q Developer in chat applications knows"),
      from,
    }),
  ],
  "{ email, from } or { chat, from }",
);

/** The part of organization.yaml about detections. All of them are on when it says nothing of them. */
export const detectionsSchema = z
  .strictObject({
    regions: z
      .array(z.string().regex(REGION, "a Region such as eu-west-1"), "a list of Regions")
      .default([])
      .describe("Enabled Regions to watch beside the approved ones and those that AWS always records in"),
    disable: z
      .array(
        z.strictObject(
          {
            detection: detectionSlugSchema,
            reason: z.string("why it is not needed").min(1, "why it is not needed").describe("Why"),
          },
          "a detection and a reason",
        ),
        "a list of detections, each with a reason",
      )
      .default([])
      .describe("Detections that are not rolled out"),
    notify: z
      .array(subscriber, "a list of subscribers")
      .min(1, "at least one subscriber: what nobody is told was not noticed")
      .describe("Who is told of what"),
  })
  .describe("What is noticed, and who is told");

export type DetectionsConfig = z.infer<typeof detectionsSchema>;
