import { createApp } from 'vue';
import App from './App.vue';
import { language, speakAsBefore } from './language';
import { router } from './router';
import './style.css';

speakAsBefore();
createApp(App).use(language).use(router).mount('#app');
