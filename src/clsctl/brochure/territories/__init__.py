"""Tables → the territoire of each, from its headings and from the figures."""
