import { metricDetection } from "../src/detections/detection";
import { root, signIn, user } from "../src/detections/samples";

const FAILURE = {
  errorMessage: "Failed authentication",
  responseElements: { ConsoleLogin: "Failure" },
};

export const noticeRepeatedSignInFailures = metricDetection({
  id: "notice-repeated-sign-in-failures",
  title: "Console sign-ins fail again and again",
  severity: "medium",
  why: "One wrong password is a typing error, many in a short time are somebody who guesses. A rule sees each event alone and cannot count.",
  response:
    "Look up the failed sign-ins in the trail: which users, from where. Change the password of a user who is guessed at, and see whether one succeeded.",
  references: ["CIS AWS Foundations 5.0.0, 4.6", "CIS AWS Foundations 3.0.0, 4.6"],
  filter: () => '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
  alarm: { threshold: 5, seconds: 300 },
  samples: (organization) => ({
    noticed: [
      signIn(organization, "ConsoleLogin", {
        shows: "a wrong password of a user",
        actor: user,
        emitted: "sign-in",
        more: FAILURE,
      }),
      signIn(organization, "ConsoleLogin", { shows: "a wrong password of root", actor: root, more: FAILURE }),
    ],
    ignored: [
      signIn(organization, "ConsoleLogin", {
        shows: "a user signs in",
        actor: user,
        emitted: "sign-in",
        more: { responseElements: { ConsoleLogin: "Success" } },
      }),
      signIn(organization, "PasswordRecoveryRequested", { shows: "a password was forgotten", actor: root }),
    ],
  }),
});
