export const isolationApi = 1;
