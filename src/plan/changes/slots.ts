import { obtain } from "../../collections";
import type { Course, ManagedCourse } from "./courses";
import type { Order, Write } from "./order";
import type { ChangesInput } from "./types";

/** The attachments of one policy type at one target that come and go, and how many there are to begin with. */
interface Board {
  readonly type: string;
  readonly target: string;
  readonly attach: Write[];
  readonly detach: Write[];
  readonly attached: number;
}

/** A target that would hold more policies of a type than AWS allows, or no SCP at all. */
export interface BadBoard {
  readonly target: string;
  readonly kind: "full" | "bare";
}

/**
 * Makes writes wait so that no target ever holds more policies of a type than AWS allows, nor loses its last SCP.
 * Call it when all other waits are known. Returns the targets where the end itself is at fault.
 *
 * Source of the last: https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html ("Every
 * root, OU, and account must have at least one SCP attached"), read 2026-11.
 */
export function requireSlots(
  order: Order,
  managed: readonly ManagedCourse[],
  constant: readonly Course[],
  limits: ChangesInput["limits"],
): readonly BadBoard[] {
  const bad: BadBoard[] = [];
  for (const board of boardsOf(managed, constant)) {
    const { target, type, attach, detach, attached } = board;
    const room = attach.length === 0 ? 0 : limits(type).attached - attached;
    if (attach.length > Math.max(room + detach.length, 0)) bad.push({ target, kind: "full" });
    else if (attach.length > room) requireRoom(order, board, room);

    if (type !== "SERVICE_CONTROL_POLICY" || detach.length === 0 || detach.length < attached) continue;
    if (attach.length === 0) bad.push({ target, kind: "bare" });
    else requireOneLeft(order, board);
  }
  return bad;
}

function boardsOf(managed: readonly ManagedCourse[], constant: readonly Course[]): readonly Board[] {
  const boards = new Map<string, Map<string, Board>>();
  for (const { type, attach, detach } of managed) {
    const ofType = obtain(boards, type, () => new Map<string, Board>());
    const courses = [...managed, ...constant].filter((course) => course.type === type);
    for (const write of [...attach.values(), ...detach.values()]) {
      const target = write.target!;
      const board = obtain(ofType, target, () => {
        const attached = courses.filter(({ before }) => before.has(target)).length;
        return { type, target, attach: [], detach: [], attached };
      });
      (write.op === "attach" ? board.attach : board.detach).push(write);
    }
  }
  return [...boards.values()].flatMap((ofType) => [...ofType.values()]);
}

/**
 * Makes each attach beyond the room wait for as many detaches as it is beyond. The detaches that wait for the fewest
 * attaches at the target go first, and those attaches before them.
 */
function requireRoom(order: Order, { attach, detach }: Board, room: number): void {
  const needs = new Map(
    detach.map((write) => [
      write,
      [...order.allEarlier(write)].filter((earlier) => attach.includes(earlier)),
    ]),
  );
  const attaching = new Set<Write>();
  const detaching = new Set<Write>();
  while (detaching.size < detach.length) {
    const missing = (write: Write) => needs.get(write)!.filter((need) => !attaching.has(need));
    const next = detach
      .filter((write) => !detaching.has(write))
      .reduce((best, write) => (missing(write).length < missing(best).length ? write : best));
    for (const need of missing(next)) attaching.add(need);
    detaching.add(next);
  }
  for (const write of attach) attaching.add(write);
  [...attaching].forEach((write, index) => {
    const lacking = Math.max(index + 1 - room, 0);
    for (const freeing of [...detaching].slice(0, lacking)) order.wait(write, freeing, "slot");
  });
}

function requireOneLeft(order: Order, { attach, detach }: Board): void {
  const first = attach[0]!;
  const before = order.allEarlier(first);
  order.wait(detach.findLast((write) => !before.has(write)) ?? detach[0]!, first, "tool");
}
