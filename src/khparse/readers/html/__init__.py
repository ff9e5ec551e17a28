"""Web pages: saved pages of archives and news, and what word processors save as a web page."""
