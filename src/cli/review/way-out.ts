const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const actions: (() => void)[] = [];

/**
 * Has something done when the process ends, however it ends short of SIGKILL: by a signal, a crash or its last
 * line. Actions run the last first, and must not wait for anything.
 *
 * @returns takes the action back
 */
export function onTheWayOut(action: () => void): () => void {
  if (actions.length === 0) {
    process.on("exit", leave);
    for (const signal of SIGNALS) process.on(signal, leaveBySignal);
  }
  actions.push(action);
  return () => {
    const index = actions.indexOf(action);
    if (index === -1) return;
    actions.splice(index, 1);
    if (actions.length === 0) forget();
  };
}

function leave(): void {
  for (let action = actions.pop(); action !== undefined; action = actions.pop()) action();
  forget();
}

/** Ends as the signal would have: whoever started this process can tell. */
function leaveBySignal(signal: NodeJS.Signals): void {
  leave();
  process.kill(process.pid, signal);
}

function forget(): void {
  process.off("exit", leave);
  for (const signal of SIGNALS) process.off(signal, leaveBySignal);
}
