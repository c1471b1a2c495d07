/** How many of these tickets cannot be opened. */
export const lost = async (address: string, tickets: readonly string[]): Promise<number> => {
  let gone = 0;
  for (let at = 0; at < tickets.length; at += 50) {
    const answers = await Promise.all(
      tickets.slice(at, at + 50).map(async (id) => (await fetch(`${address}/api/v1/tickets/${id}`)).status),
    );
    gone += answers.filter((status) => status !== 200).length;
  }
  return gone;
};
