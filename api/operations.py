"""``/metrics``, for those who run the server."""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST

from api.metrics import Metrics
from api.problems import Problem

blueprint = Blueprint("operations", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counts for Prometheus; 404 where they are switched off."""
    if not current_app.config["WENTU"].metrics:
        raise Problem(404, "not-found", "there is nothing at /metrics")
    held = current_app.extensions["wentu-metrics"]
    assert isinstance(held, Metrics)
    return Response(held.text(), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
