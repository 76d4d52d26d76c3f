import { createRouter, createWebHashHistory } from 'vue-router';
import DeskShow from './desk/DeskShow.vue';

/** The desk comes with the first load; every other page is fetched when it is opened. `free`: of no unit; `wide`: of all the units of whoever looks, or of one that the page asks for. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'desk', component: DeskShow },
    {
      path: '/drafts/:id',
      name: 'draft',
      component: () => import('./draft/DraftShow.vue'),
      props: true,
    },
    {
      path: '/imports/:id',
      name: 'import',
      component: () => import('./imports/ImportShow.vue'),
      props: true,
    },
    { path: '/people', name: 'people', component: () => import('./people/PeopleShow.vue') },
    {
      path: '/people/:id',
      name: 'person',
      component: () => import('./people/PersonShow.vue'),
      props: true,
    },
    {
      path: '/tables',
      name: 'tables',
      meta: { wide: true },
      component: () => import('./tables/TableList.vue'),
    },
    {
      path: '/tables/new',
      name: 'table-new',
      meta: { wide: true },
      component: () => import('./tables/TableNew.vue'),
    },
    {
      path: '/tables/:id',
      name: 'table',
      meta: { wide: true },
      component: () => import('./tables/TableShow.vue'),
      props: true,
    },
    {
      path: '/subscriptions/:id',
      name: 'subscription',
      meta: { wide: true },
      component: () => import('./feed/SubscriptionShow.vue'),
      props: true,
    },
    {
      path: '/hosts',
      name: 'hosts',
      meta: { free: true },
      component: () => import('./feed/HostList.vue'),
    },
    { path: '/review', name: 'review', component: () => import('./review/ReviewShow.vue') },
    {
      path: '/catalogue',
      name: 'catalogue',
      meta: { free: true },
      component: () => import('./catalogue/CatalogueList.vue'),
    },
    {
      path: '/catalogue/elements/:id',
      name: 'element',
      meta: { free: true },
      component: () => import('./catalogue/ElementEdit.vue'),
      props: true,
    },
    {
      path: '/catalogue/codes/:id',
      name: 'codes',
      meta: { free: true },
      component: () => import('./catalogue/CodesEdit.vue'),
      props: true,
    },
    {
      path: '/accounts',
      name: 'accounts',
      meta: { free: true },
      component: () => import('./access/AccountList.vue'),
    },
    {
      path: '/grants',
      name: 'grants',
      meta: { free: true },
      component: () => import('./access/GrantList.vue'),
    },
    {
      path: '/returns',
      name: 'returns',
      meta: { free: true },
      component: () => import('./returns/ReturnList.vue'),
    },
    {
      path: '/erasures',
      name: 'erasures',
      meta: { free: true },
      component: () => import('./access/ErasureList.vue'),
    },
    {
      path: '/looks',
      name: 'looks',
      meta: { free: true },
      component: () => import('./looks/LookSearch.vue'),
    },
    { path: '/:rest(.*)', redirect: { name: 'desk' } },
  ],
});
