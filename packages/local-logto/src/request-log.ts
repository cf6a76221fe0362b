/** One request of an app. Holds no secret, token or code. */
export type LoggedRequest = {
  /** When it arrived, in milliseconds since 1970. */
  time: number;
  /** The id of the application, if the request names one. */
  app?: string;
  method: string;
  /** The path, without the query. */
  endpoint: string;
  grant?: string;
  resource?: string;
  organization?: string;
  status: number;
  /** Milliseconds from arrival to the end of the answer. */
  duration: number;
};

export type RequestLog = {
  add: (entry: LoggedRequest) => void;
  /** The latest requests, newest first. */
  entries: () => LoggedRequest[];
  clear: () => void;
};

/** Creates a log that keeps the latest 500 requests. */
export const createRequestLog = (limit = 500): RequestLog => {
  const entries: LoggedRequest[] = [];
  return {
    add: (entry) => {
      entries.unshift(entry);
      entries.length = Math.min(entries.length, limit);
    },
    entries: () => [...entries],
    clear: () => {
      entries.length = 0;
    },
  };
};
