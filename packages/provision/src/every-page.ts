const pageSize = 100;

type Page<Item> = Promise<{ data?: Item[]; response: Response }>;

/**
 * Reads a list to its end: Logto gives 20 entries at a time unless asked for more, and 100 at most.
 *
 * @param read Reads one page; what it gets belongs into the query.
 */
export const everyPage = async <Item extends { id: string }>(
  read: (query: { page: number; page_size: number }) => Page<Item>,
): Promise<Item[]> => {
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const { data = [], response } = await read({ page, page_size: pageSize });
    items.push(...data);
    // Lists without pages answer without this header, and all at once.
    const total = Number(response.headers.get('total-number') ?? items.length);
    if (data.length === 0 || items.length >= total) break;
  }
  // What somebody adds meanwhile moves the rest on, and the last entry of a page comes again on the next.
  return [...new Map(items.map((item) => [item.id, item])).values()];
};
