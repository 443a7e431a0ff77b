"""Sessions: looked up by the hash of the cookie, bound to one host, with an idle and an absolute limit."""
