const pageSize = 100;

type Page<Item> = Promise<{ data?: Item[]; response: Response }>;

/**
 * Reads all pages of a list. Logto returns 20 items per page by default, and 100 at most.
 *
 * @param read Requests one page with the given query.
 */
export const everyPage = async <Item extends { id: string }>(
  read: (query: { page: number; page_size: number }) => Page<Item>,
): Promise<Item[]> => {
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const { data = [], response } = await read({ page, page_size: pageSize });
    items.push(...data);
    // A list without pages comes in one response, without this header.
    const total = Number(response.headers.get('total-number') ?? items.length);
    if (data.length === 0 || items.length >= total) break;
  }
  // If somebody adds an item meanwhile, the last item of a page appears again on the next one.
  return [...new Map(items.map((item) => [item.id, item])).values()];
};
