import type { Request } from "./request";
import { Refusal, type World } from "./state";
import { TASK_ACTIONS } from "./tasks";

interface Session {
  readonly account: string;
  readonly task: string;
  readonly token: string;
  readonly ends: number;
}

/** The caller's own key; whoever signs with another one that is no session's is refused. */
export const CALLER_KEY = "AKIACALLER";

/** Text that every secret of a session holds, so that a test can look for it where it must not be. */
export const SECRET_MARK = "SESSION-SECRET";

export class Sessions {
  private readonly open = new Map<string, Session>();

  constructor(private readonly world: World) {}

  /** Ends all sessions at once. */
  expire(): void {
    for (const [key, session] of this.open) this.open.set(key, { ...session, ends: 0 });
  }

  /** sts:AssumeRoot, with AWS's rules. @throws Refusal */
  assume({ accessKeyId, region, service }: Request, input: URLSearchParams) {
    if (accessKeyId !== CALLER_KEY) throw new Refusal(403, "InvalidClientTokenId", "The token is invalid.");
    if (service !== "sts" || region === "aws-global" || region === "") {
      throw new Refusal(400, "InvalidAction", "AssumeRoot is for Regional endpoints.");
    }
    const account = input.get("TargetPrincipal") ?? "";
    const arn = input.get("TaskPolicyArn.arn") ?? "";
    const seconds = Number(input.get("DurationSeconds") ?? 900);
    if (!(seconds >= 0 && seconds <= 900))
      throw new Refusal(400, "ValidationError", "DurationSeconds: 0 to 900");
    const task = /^arn:aws[a-z-]*:iam::aws:policy\/root-task\/([A-Za-z0-9]+)$/.exec(arn)?.[1] ?? "";
    if (!Object.hasOwn(TASK_ACTIONS, task))
      throw new Refusal(400, "ValidationError", `no task policy ${arn}`);
    const { world } = this;
    const denied = account === world.management || !world.members.has(account);
    if (denied || (world.tasks !== null && !world.tasks.includes(task))) {
      throw new Refusal(403, "AccessDenied", `not authorized to perform: sts:AssumeRoot on ${account}`);
    }
    const number = this.open.size + 1;
    const key = `ASIA${String(number).padStart(16, "0")}`;
    const ends = world.now + Math.min(seconds, world.sessionSeconds) * 1000;
    this.open.set(key, { account, task, token: `token-${SECRET_MARK}-${number}`, ends });
    return {
      key,
      secret: `key-${SECRET_MARK}-${number}`,
      token: `token-${SECRET_MARK}-${number}`,
      ends,
      account,
    };
  }

  /** The account whose root asks. @throws Refusal when the session ended, or its task leaves the action out */
  rootOf({ accessKeyId, headers }: Request, action: string): string {
    const session = this.open.get(accessKeyId);
    if (session === undefined || headers["x-amz-security-token"] !== session.token) {
      throw new Refusal(
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid.",
      );
    }
    if (session.ends <= this.world.now) {
      throw new Refusal(403, "ExpiredToken", "The security token included in the request is expired");
    }
    if (!TASK_ACTIONS[session.task]!.includes(action)) {
      throw new Refusal(403, "AccessDenied", `${action} is denied by the task policy ${session.task}`);
    }
    return session.account;
  }
}
