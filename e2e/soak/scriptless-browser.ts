import { type APIResponse, request } from '@playwright/test';

/** A page that a browser shows: its address, after all redirects, its status and its HTML. */
export type View = { url: string; status: number; html: string };

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };

/** HTML's text as a reader sees it. */
export const readable = (html: string): string =>
  html.replace(/&(#?\w+);/g, (entity, name: string) => entities[name] ?? entity);

const attribute = (tag: string, name: string): string =>
  readable(new RegExp(` ${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? '');

/** The form whose button, not a disabled one, has this name. */
const findForm = ({ html }: View, button: string): string | undefined =>
  html.match(/<form\b.*?<\/form>/gs)?.find((form) => {
    const [, attributes, name = ''] = /<button\b([^>]*)>(.*?)<\/button>/s.exec(form) ?? [];
    return readable(name) === button && !/\bdisabled\b/.test(attributes ?? '');
  });

export const hasButton = (view: View, button: string): boolean => findForm(view, button) !== undefined;

const read = async (response: APIResponse): Promise<View> => {
  const view = { url: response.url(), status: response.status(), html: await response.text() };
  await response.dispose();
  return view;
};

/** As much of a browser as a visitor without JavaScript needs: cookies of its own, redirects, forms. */
export const openBrowser = async () => {
  const context = await request.newContext({ timeout: 60_000 });

  return {
    // As browsers do, once, when a server has closed the connection that was kept for the next request.
    open: async (url: string): Promise<View> => read(await context.get(url, { maxRetries: 1 })),

    /** Fills in the form that has this button, and presses it. */
    press: async (view: View, button: string, fields: Record<string, string> = {}): Promise<View> => {
      const form = findForm(view, button);
      if (!form) throw new Error(`${view.url} (${view.status}) has no button "${button}"`);

      const [start = ''] = form.match(/<form[^>]*>/) ?? [];
      const hidden = form.match(/<input type="hidden"[^>]*>/g) ?? [];
      const values = {
        ...Object.fromEntries(hidden.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')])),
        ...fields,
      };
      const url = new URL(attribute(start, 'action') || view.url, view.url).href;
      const isMultipart = attribute(start, 'enctype').toLowerCase() === 'multipart/form-data';
      const headers = { origin: new URL(view.url).origin };
      return read(
        await context.post(url, { headers, ...(isMultipart ? { multipart: values } : { form: values }) }),
      );
    },

    close: () => context.dispose(),
  };
};

export type Browser = Awaited<ReturnType<typeof openBrowser>>;
