"""IOC Desktop: the application that runs an Intelligent Operations Centre's room."""
