import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Old office browsers (360, 统信) run Chromium 78 and later: nothing newer is emitted. */
export default defineConfig({
  plugins: [vue()],
  build: { target: 'chrome78', outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 200 },
  server: { proxy: { '/api': 'http://localhost:8080' } },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'] },
});
