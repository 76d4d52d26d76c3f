import { ask, withJson } from '../api';

/** By which a machine signs in as a post. */
export interface Token {
  id: string;
  account: string;
  post: string;
  name: string;
  madeAt: string;
  madeBy: string;
  seenAt?: string;
}

export const findTokens = (): Promise<Token[]> => ask('/api/tokens');
export const giveToken = (
  account: string,
  post: string,
  name: string,
): Promise<{ id: string; token: string }> =>
  ask('/api/tokens', withJson('POST', { account, post, name }));
export const revokeToken = (id: string): Promise<Token[]> =>
  ask(`/api/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' });
