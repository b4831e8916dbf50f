// A page that is opened as a file may not read its neighbours: the search then lists titles without extracts.
DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = location.protocol !== "file:";
