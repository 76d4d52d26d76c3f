import { ask, withJson } from '../api';

/** How a webhook stands; `behind`: acts of writing in the county that it has not come to yet. */
export interface WebhookHead {
  target: string;
  state: 'on' | 'paused' | 'gone' | 'refused';
  failing: boolean;
  attempts: number;
  nextAt: string;
  failure: string;
  lost: number;
  behind: number;
  behindSince?: string;
  deliveredAt?: string;
}
/** A change that the target did not take after all attempts. */
export interface Undelivered {
  id: string;
  event: string;
  attempts: number;
  failure: string;
  givenUpAt: string;
}
export interface Webhook extends WebhookHead {
  undelivered: Undelivered[];
}
/** What a department follows of a region, for a purpose. */
export interface Subscription {
  id: string;
  unit: string;
  unitName: string;
  department: string;
  purpose: string;
  names: string[];
  madeAt: string;
  madeBy: string;
  webhook?: WebhookHead;
}
/** How many things wait for whoever has come. */
export interface Waiting {
  requests: number;
  returns: number;
  overdue: number;
  webhooks: number;
}

const part = encodeURIComponent;
const hook = (id: string): string => `/api/subscriptions/${part(id)}/webhook`;

export const findWaiting = (): Promise<Waiting> => ask('/api/waiting');
export const findSubscriptions = (): Promise<Subscription[]> => ask('/api/subscriptions');
export const subscribe = (wanted: {
  unit: string;
  elements: string[];
  purpose: string;
}): Promise<Subscription> => ask('/api/subscriptions', withJson('POST', wanted));
export const endSubscription = (id: string): Promise<Subscription[]> =>
  ask(`/api/subscriptions/${part(id)}`, { method: 'DELETE' });
export const getWebhook = (id: string): Promise<Webhook> => ask(hook(id));
/** Answers the secret by which the target knows what is sent, told this once. */
export const setWebhook = (
  id: string,
  wanted: { target: string; fromBeginning: boolean },
): Promise<{ secret: string }> => ask(hook(id), withJson('PUT', wanted));
export const removeWebhook = (id: string): Promise<void> => ask(hook(id), { method: 'DELETE' });
export const switchWebhook = (id: string, on: boolean): Promise<Webhook> =>
  ask(`${hook(id)}/on`, withJson('PUT', { on }));
export const sendAgain = (id: string, change: string): Promise<Webhook> =>
  ask(`${hook(id)}/undelivered/${part(change)}`, { method: 'POST' });
export const forgetUndelivered = (id: string): Promise<Webhook> =>
  ask(`${hook(id)}/undelivered`, { method: 'DELETE' });

export const findHosts = (): Promise<string[]> => ask('/api/webhooks/hosts');
export const allowHost = (host: string): Promise<string[]> =>
  ask('/api/webhooks/hosts', withJson('PUT', { host }));
export const disallowHost = (host: string): Promise<string[]> =>
  ask(`/api/webhooks/hosts?host=${part(host)}`, { method: 'DELETE' });
