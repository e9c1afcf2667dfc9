# The app as an image: docker build -t softmax-trainer . && docker run --read-only -p 8501:8501 softmax-trainer
# `make image-steps` runs these very steps without Docker. See docs/deploy.md.
FROM python:3.11-slim AS build
COPY deploy/requirements.lock /build/requirements.lock
RUN python -m venv /opt/venv && \
    /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r /build/requirements.lock

FROM python:3.11-slim
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY .streamlit /app/.streamlit
COPY data /app/data
COPY examples /app/examples
COPY deploy/health.py /app/deploy/health.py
COPY trainer /app/trainer
COPY app.py LICENSE /app/
RUN python -m compileall -q /app
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin
ENV PYTHONDONTWRITEBYTECODE=1
ENV PYTHONUNBUFFERED=1
ENV HOME=/app
ENV STREAMLIT_SERVER_ADDRESS=0.0.0.0
ENV STREAMLIT_SERVER_PORT=8501
ENV STREAMLIT_SERVER_HEADLESS=true
ENV STREAMLIT_SERVER_FILE_WATCHER_TYPE=none
ENV STREAMLIT_BROWSER_GATHER_USAGE_STATS=false
# The greeting would ask a host outside for this machine's address.
ENV STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE=true
USER 1000:1000
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "deploy/health.py"]
CMD ["streamlit", "run", "app.py"]
