import { mailOf, topicsOfChats } from "../../src/lockdown/subscribers";
import type { Subscriber } from "../../src/lockdown/types";

const CHAT = "arn:aws:chatbot::222222222222:chat-configuration/slack-channel/security";
const subscribers: readonly Subscriber[] = [
  { protocol: "email", endpoint: "b@example.com", from: "low" },
  { protocol: "email", endpoint: "a@example.com", from: "critical" },
  { protocol: "email", endpoint: "a@example.com", from: "high" },
  { protocol: "chat", endpoint: CHAT, from: "medium" },
  { protocol: "chat", endpoint: CHAT, from: "critical" },
];

test("mail goes to everybody who is told from that severity on, once", () => {
  expect(mailOf(subscribers, "critical")).toEqual(["a@example.com", "b@example.com"]);
  expect(mailOf(subscribers, "high")).toEqual(["a@example.com", "b@example.com"]);
  expect(mailOf(subscribers, "medium")).toEqual(["b@example.com"]);
  expect(mailOf(subscribers, "low")).toEqual(["b@example.com"]);
  expect(mailOf([], "critical")).toEqual([]);
});

test("a chat listens to the topics of what it is told of", () => {
  expect(topicsOfChats(subscribers)).toEqual({ [CHAT]: ["critical", "high", "medium"] });
  expect(topicsOfChats([])).toEqual({});
});
