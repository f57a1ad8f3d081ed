"""How gunicorn serves the endpoint: `gunicorn -c deploy/gunicorn.conf.py endpoint:app`."""

worker_class = "gthread"
workers = 1
threads = 8
"""A turn takes a fraction of a millisecond; threads are for those that wait for a slow store."""

timeout = 15
graceful_timeout = 10
"""Seconds to finish turns under way after SIGTERM; Alexa itself waits eight."""

keepalive = 75
accesslog = None
